/** Which delivery of which message; a redriven message has another place. */
export interface Receipt {
  readonly place: number;
  readonly receives: number;
}

export function toReceipt({ place, receives }: Receipt): string {
  return `${place}.${receives}`;
}

/** Undefined for what was never a receipt. */
export function readReceipt(text: string): Receipt | undefined {
  const match = /^(\d{1,15})\.(\d{1,9})$/.exec(text);
  return match ? { place: Number(match[1]), receives: Number(match[2]) } : undefined;
}
