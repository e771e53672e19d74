/** The sources with one place of a file changed. */
export const without = (name, file, from, to, found) => ({ name, file: `src/${file}`, from, to, ...found });
