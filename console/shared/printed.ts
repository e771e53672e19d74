interface Pages {
  readonly hasNextPage: boolean;
  readonly fetchNextPage: () => Promise<Pages>;
}

/** Prints the page when all of its list is there: a paper that ends where one has scrolled to would say less than it claims. */
export async function printed(list: Pages): Promise<void> {
  for (let read = list; read.hasNextPage;) read = await list.fetchNextPage();
  // The last rows are drawn before the next frame but one.
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  window.print();
}
