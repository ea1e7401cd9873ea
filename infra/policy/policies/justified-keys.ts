import { type StackResource, type System, textAt } from '../system.ts';

interface Unkeyed {
  readonly type: string;
  /** Which of them; of a bucket, its name without environment and account. */
  readonly isMeant: (resource: StackResource, system: System) => boolean;
  readonly because: string;
}

/** What may be without a customer key, each with its reason. A new one needs a review. */
export const UNKEYED: readonly Unkeyed[] = [
  {
    type: 'aws_s3_bucket',
    isMeant: (bucket) => isBucket(bucket, 'logs'),
    because: 'S3 drops access logs that it would have to encrypt with a customer key',
  },
  {
    type: 'aws_s3_bucket',
    isMeant: (bucket) => isBucket(bucket, 'web'),
    because: 'public pages, read by CloudFront',
  },
  {
    type: 'aws_cloudwatch_event_bus',
    isMeant: (_, { environment }) => environment === 'local',
    because: 'the stack refuses a bus without a key unless it is on an emulator',
  },
];

export function mayBeUnkeyed(resource: StackResource, system: System): boolean {
  return UNKEYED.some(({ type, isMeant }) => type === resource.type && isMeant(resource, system));
}

function isBucket({ values }: StackResource, name: string): boolean {
  return new RegExp(`^sprk-[a-z]+-${name}-\\d{12}$`).test(textAt(values, 'bucket'));
}
