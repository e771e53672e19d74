declare const ladder: readonly string[];
export = ladder;
