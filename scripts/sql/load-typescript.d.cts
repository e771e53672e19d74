/** A function that gives the value of a name as the file itself sees it. */
export function scopeOf(filename: string): (name: string) => unknown;
