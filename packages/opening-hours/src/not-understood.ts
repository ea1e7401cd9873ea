/** Part of a text that a reader does not understand; caught where the text came in, never shown as a failure. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';

  /** @param part as written; @param why completes the sentence `"part" ...`. */
  constructor(part: string, why: string) {
    super(`"${part}" ${why}`);
  }
}
