import { describe, expect, it } from 'vitest';
import { familyOf } from './family-of.ts';

describe('familyOf', () => {
  it('takes the longest start that fits', () => {
    expect(
      ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_event_rule', 'aws_route53_record'].map(familyOf),
    ).toEqual(['cloudwatch', 'events', 'route53']);
  });

  it('knows what a family lists apart', () => {
    expect(familyOf('aws_eks_addon')).toBe('eks-addons');
  });

  it('says where to add a type that it does not know', () => {
    expect(() => familyOf('aws_unheard_of')).toThrow('family-of.ts');
  });
});
