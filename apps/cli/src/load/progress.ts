export type ProgressFigures = {
  readonly seconds: number;
  readonly sent: number;
  /** How late the last lot was sent. */
  readonly lagMs: number;
  readonly registered: number;
  readonly offered: number;
  readonly accepted: number;
  readonly open: number;
  readonly refused: number;
};

/** Reports once a second until it is disposed of. */
export function followProgress(
  figures: () => Omit<ProgressFigures, 'seconds'>,
  onProgress: (figures: ProgressFigures) => void,
): Disposable {
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    onProgress({ seconds, ...figures() });
  }, 1000);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

export function progressLine(figures: ProgressFigures): string {
  const { seconds, sent, lagMs, registered, offered, accepted, open, refused } = figures;
  return (
    `${seconds} s: ${sent} sent (${lagMs.toFixed(1)} ms late), ${registered} registered, ` +
    `${refused} refused, ${offered} offered, ${accepted} accepted, ${open} open`
  );
}
