import { isIP } from 'node:net';
import { isPublicAddress } from './safe-address.ts';

const MAX_LENGTH = 2048;
const LOCAL_NAMES =
  /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|onion|test|invalid|example)$/;

/**
 * What is wrong with an address for webhooks, or undefined. For registration: the resolved address is checked
 * again at every delivery, because names change.
 * @param allowPrivate accepts http and addresses that are not public: for tests and development only.
 */
export function checkWebhookUrl(text: string, { allowPrivate = false } = {}): string | undefined {
  const url = text.length > MAX_LENGTH ? null : URL.parse(text);
  if (url === null) return 'must be a full address such as https://partner.org/webhooks';
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    return 'must start with https://';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.hash !== '') return 'must not have a part after #';
  if (allowPrivate) return undefined;
  const host = hostOf(url);
  if (isIP(host) !== 0)
    return isPublicAddress(host) ? undefined : 'must be an address of the public Internet';
  const name = host.replace(/\.$/, '');
  if (!name.includes('.') || LOCAL_NAMES.test(name)) return 'must be a name of the public Internet';
  return undefined;
}

/** The host without the brackets of IPv6; `URL` has already turned every spelling of IPv4 into four decimals. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
