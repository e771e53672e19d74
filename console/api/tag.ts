/** The tag of a revision, for what comes in lists, which have no headers of their own: the service writes its tags like this. */
export const tagOf = (revision: number): string => `"r${revision}"`;
