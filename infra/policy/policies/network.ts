import type { Policy } from '../policy.ts';
import type { Values } from '../rehearsal/resource.ts';
import { at, blocksAt, ofType, placeOf } from '../system.ts';

const EVERYWHERE = new Set(['0.0.0.0/0', '::/0']);

export const NETWORK_POLICIES: readonly Policy[] = [
  {
    sentence: 'lets nothing in from the whole Internet',
    check: (system) =>
      ofType(
        system,
        'aws_security_group',
        'aws_default_security_group',
        'aws_vpc_security_group_ingress_rule',
        'aws_security_group_rule',
      )
        .filter(({ type, values }) => isOpen(type, values))
        .map(placeOf),
    breach: {
      type: 'aws_vpc_security_group_ingress_rule',
      change: (values) => ({ ...values, cidr_ipv4: '0.0.0.0/0' }),
    },
  },
  {
    sentence: 'gives no machine a public address',
    check: (system) => [
      ...ofType(system, 'aws_subnet')
        .filter(({ values }) => values.map_public_ip_on_launch === true)
        .map(placeOf),
      ...ofType(system, 'aws_launch_template')
        .filter(({ values }) => blocksAt(values, 'network_interfaces').some(hasPublicAddress))
        .map(placeOf),
    ],
    breach: { type: 'aws_subnet', change: (values) => ({ ...values, map_public_ip_on_launch: true }) },
  },
  {
    sentence: 'hands the keys of a machine only to who asks with a token, and not to its containers',
    check: (system) =>
      ofType(system, 'aws_launch_template')
        .filter(
          ({ values }) =>
            at(values, 'metadata_options.0.http_tokens') !== 'required' ||
            at(values, 'metadata_options.0.http_put_response_hop_limit') !== 1,
        )
        .map(placeOf),
    breach: {
      type: 'aws_launch_template',
      change: (values) => ({ ...values, metadata_options: [{ http_tokens: 'optional' }] }),
    },
  },
  {
    sentence: 'hides its Kubernetes API from the Internet, where it is production, and never opens it to all',
    check: (system) =>
      ofType(system, 'aws_eks_cluster')
        .filter(({ values }) => {
          const isPublic = at(values, 'vpc_config.0.endpoint_public_access') === true;
          const ranges = (at(values, 'vpc_config.0.public_access_cidrs') ?? []) as readonly string[];
          return (
            isPublic &&
            (system.environment === 'prod' ||
              ranges.length === 0 ||
              ranges.some((one) => EVERYWHERE.has(one)))
          );
        })
        .map(placeOf),
    breach: {
      type: 'aws_eks_cluster',
      change: (values) => ({
        ...values,
        vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ['0.0.0.0/0'] }],
      }),
    },
  },
  {
    sentence: 'lets no image change under its tag, and looks for weaknesses in each',
    check: (system) =>
      ofType(system, 'aws_ecr_repository')
        .filter(
          ({ values }) =>
            values.image_tag_mutability !== 'IMMUTABLE' ||
            at(values, 'image_scanning_configuration.0.scan_on_push') !== true,
        )
        .map(placeOf),
    breach: {
      type: 'aws_ecr_repository',
      change: (values) => ({ ...values, image_tag_mutability: 'MUTABLE' }),
    },
  },
];

function isOpen(type: string, values: Values): boolean {
  if (type === 'aws_security_group_rule' && values.type !== 'ingress') return false;
  const inline = blocksAt(values, 'ingress').flatMap((rule) => [rule.cidr_blocks, rule.ipv6_cidr_blocks]);
  const ranges = [values.cidr_ipv4, values.cidr_ipv6, values.cidr_blocks, ...inline].flat();
  return ranges.some((range) => EVERYWHERE.has(String(range)));
}

function hasPublicAddress({ associate_public_ip_address: isPublic }: Values): boolean {
  return String(isPublic) === 'true';
}
