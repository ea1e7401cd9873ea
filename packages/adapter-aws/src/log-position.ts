/** A place in the log: after the first `index` things (events, or touched keys) of a page. */
export interface LogPosition {
  readonly page: number;
  readonly index: number;
}

/** Short, because browsers send event cursors back as Last-Event-ID. */
export function cursorAt({ page, index }: LogPosition): string {
  return `p${page}.${index}`;
}

export function positionOf(cursor: string): LogPosition | undefined {
  const [, page, index] = /^p(\d{1,12})\.(\d{1,6})$/.exec(cursor) ?? [];
  return page === undefined ? undefined : { page: Number(page), index: Number(index) };
}
