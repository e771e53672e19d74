/** What customs has nothing of yet, or has given back: the service takes a `PUT` of these. */
export const isWritable = (status: string): boolean => status === 'draft' || status === 'returned';
