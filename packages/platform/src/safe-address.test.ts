import { describe, expect, it } from 'vitest';
import { checkWebhookUrl } from './check-webhook-url.ts';
import { isPublicAddress } from './safe-address.ts';

const PRIVATE_V4 = [
  '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.254', '127.0.0.1', '127.1.2.3',
  '127.255.255.255', '169.254.0.1', '169.254.169.254', '169.254.170.2', '172.16.0.1', '172.31.255.255', '192.0.0.8',
  '192.0.2.1', '192.88.99.1', '192.168.0.1', '192.168.255.255', '198.18.0.1', '198.19.255.255', '198.51.100.1',
  '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '168.63.129.16', '192.31.196.1',
]; // biome-ignore format: a table

const PRIVATE_V6 = [
  '::', '::1', '::2', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1', '64:ff9b::10.0.0.1',
  '64:ff9b::8.8.8.8', '64:ff9b:1::1', '100::1', '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:10::1',
  '2001:20::1', '2001:db8::1', '2002:7f00:1::', '2002:a00:1::1', '2002:808:808::', '2620:4f:8000::1', '3fff::1',
  '3fff:fff::1', '4000::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fdff::1', 'fe80::1', 'fe80::1%eth0', 'febf::1',
  'fec0::1', 'ff02::1', 'ff0e::1', '1fff::1', 'e000::1',
]; // biome-ignore format: a table

const PUBLIC = [
  '1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0',
  '169.253.255.255', '172.15.255.255', '172.32.0.0', '192.167.255.255', '198.17.255.255', '223.255.255.255',
  '2606:4700:4700::1111', '2001:4860:4860::8888', '2a00:1450:4001:82a::200e', '2003::1', '3ffe::1',
]; // biome-ignore format: a table

/** Ways in which the URL standard and old resolvers let people write one IPv4 address. */
function spellings(ip: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (value: number) => `0x${value.toString(16)}`;
  const octal = (value: number) => `0${value.toString(8)}`;
  const group = (high: number, low: number) => (high * 256 + low).toString(16);
  const tail = `${group(a, b)}:${group(c, d)}`;
  return [
    ip, `${ip}.`, String(whole), hex(whole), octal(whole),
    [a, b, c, d].map(hex).join('.'), [a, b, c, d].map(octal).join('.'), `${hex(a)}.${b}.${octal(c)}.${d}`,
    `${a}.${b}.${c * 256 + d}`, `${a}.${(b * 256 + c) * 256 + d}`, `${hex(a)}.${(b * 256 + c) * 256 + d}`,
    [a, b, c, d].map((part) => `%3${part}`).join('.'),
    ip.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))), ip.replaceAll('.', '。'),
    `[::ffff:${ip}]`, `[::ffff:${tail}]`, `[0:0:0:0:0:ffff:${tail}]`, `[::${ip}]`, `[64:ff9b::${ip}]`, `[64:ff9b::${tail}]`,
    `[2002:${tail}::]`, `[2002:${tail}::1]`,
  ]; // biome-ignore format: a table
}

describe('isPublicAddress', () => {
  it.each([...PRIVATE_V4, ...PRIVATE_V6])('refuses %s', (ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });

  it.each(PUBLIC)('accepts %s', (ip) => {
    expect(isPublicAddress(ip)).toBe(true);
  });

  it.each([
    '',
    'localhost',
    '127.1',
    '0x7f000001',
    '8.8.8',
    '08.8.8.8',
    '8.8.8.8.',
    '[2003::1]',
    '2003::1%lo',
    '8.8.8.8/32',
  ])('refuses %j, which is not an address', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

describe('checkWebhookUrl', () => {
  const hosts = PRIVATE_V4.flatMap(spellings).concat(PRIVATE_V6.map((ip) => `[${ip}]`));

  it(`refuses ${hosts.length} spellings of addresses that are not public`, () => {
    expect(hosts.length).toBeGreaterThanOrEqual(200);
    for (const host of hosts) {
      expect.soft(checkWebhookUrl(`https://${host}/hook`), host).toBeTypeOf('string');
      expect.soft(checkWebhookUrl(`https://${host}:8443/hook`), host).toBeTypeOf('string');
    }
  });

  it.each([
    'https://localhost/', 'https://LOCALHOST./', 'https://api.localhost/', 'https://printer.local/', 'https://db/',
    'https://metadata.google.internal/', 'https://router.lan/', 'https://nas.home.arpa/', 'http://partner.org/',
    'ftp://partner.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'https://user:pass@partner.org/',
    'https://partner.org@127.0.0.1/', 'https://partner.org/#x', 'https://', 'partner.org', '', ' ', 'https://a b.org/',
    `https://partner.org/${'x'.repeat(3000)}`, 'https://[::1', 'https://256.1.1.1/', 'https://127.0.0.1\\@partner.org/',
  ])('refuses %j', (url) => {
    expect(checkWebhookUrl(url)).toBeTypeOf('string');
  }); // biome-ignore format: a table

  it.each([
    'https://partner.org/hooks?x=1',
    'https://partner.org:8443/',
    'https://8.8.8.8/',
    'https://[2003::1]/',
    'https://käse.de/',
  ])('accepts %s', (url) => {
    expect(checkWebhookUrl(url)).toBeUndefined();
  });

  it('accepts http and private addresses where that is allowed, but no user names', () => {
    expect(checkWebhookUrl('http://127.0.0.1:9000/', { allowPrivate: true })).toBeUndefined();
    expect(checkWebhookUrl('http://a:b@127.0.0.1/', { allowPrivate: true })).toMatch(/user name/);
    expect(checkWebhookUrl('file:///a', { allowPrivate: true })).toBeTypeOf('string');
  });
});
