// JSON escapes below U+0020 only: DEL, C1 controls, line separators and bidirectional overrides can still
// steer a terminal or hide text in a viewer.
const UNSAFE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
/** Webhook secrets, compact JWTs and bearer tokens, wherever a text carries them. */
const SECRETS = /whsec_[A-Za-z0-9+/=_-]+|eyJ[\w-]+\.[\w-]+\.[\w-]*|(?<=[Bb]earer )[\w.~+/=-]{8,}/g;

/** Makes one line of JSON safe to show: unusual control characters escaped, secrets replaced by their shape. */
export function cleanLine(line: string): string {
  const hidden = line.replace(SECRETS, '[redacted]');
  return hidden.replace(UNSAFE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
