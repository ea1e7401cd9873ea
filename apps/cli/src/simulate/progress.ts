const EVERY_MS = 2000;

/** A line every two seconds with how many lots are done. */
export function openProgress(total: number, show: (line: string) => void): (done: number) => void {
  let shownAt = performance.now();
  return (done) => {
    if (performance.now() - shownAt < EVERY_MS) return;
    shownAt = performance.now();
    show(`${done} of ${total} lots`);
  };
}
