import { BlockList, isIP } from 'node:net';

/** IANA special-purpose registries: everything that is not an address of the public Internet. */
const BLOCKED_V4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, cloud metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
  '168.63.129.16/32', // platform agent of a cloud, public by number only
];
/** Within 2000::/3, what is special or carries another address inside: Teredo, 6to4, ORCHID, documentation. */
const BLOCKED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

const blocked = blockList();

/**
 * True for an address of the public Internet. IPv6 is allowed only inside the global unicast range 2000::/3:
 * that leaves out loopback, unique local, link-local, multicast and the forms that map IPv4 (::ffff:0:0/96,
 * NAT64 64:ff9b::/96). Anything that is not an IP address is refused.
 */
export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip);
  if (family === 4) return !blocked.check(ip, 'ipv4');
  if (family !== 6 || ip.includes('%')) return false;
  const first = Number.parseInt(ip.split(':', 1)[0] ?? '', 16);
  return first >= 0x2000 && first <= 0x3fff && !blocked.check(ip, 'ipv6');
}

function blockList(): BlockList {
  const list = new BlockList();
  for (const [ranges, family] of [
    [BLOCKED_V4, 'ipv4'],
    [BLOCKED_V6, 'ipv6'],
  ] as const) {
    for (const range of ranges) {
      const [network = '', bits] = range.split('/');
      list.addSubnet(network, Number(bits), family);
    }
  }
  return list;
}
