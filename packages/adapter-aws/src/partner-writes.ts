import type { Recipient, Supplier } from '@sprk/contracts';
import type { AwsDeps } from './aws-deps.ts';
import { pack } from './packed.ts';
import { externalKey, type PartnerKind, partnerKey } from './partner-keys.ts';
import type { UnitWrite } from './unit-of-work.ts';

type Partner = Supplier | Recipient;

/** A partner as it is stored: new with version 1, else on top of the version before. */
export function partnerWrite(
  { names }: AwsDeps,
  kind: PartnerKind,
  partner: Partner,
  isNew: boolean,
): UnitWrite {
  return {
    Put: {
      TableName: names.table('partners'),
      Item: { ...partnerKey(kind, partner.id), version: partner.version, body: pack(partner) },
      ...(isNew
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'version = :before',
            ExpressionAttributeValues: { ':before': partner.version - 1 },
          }),
    },
  };
}

/** Takes an externalId, which nobody else may have. */
export function takeExternalId(
  { names }: AwsDeps,
  kind: PartnerKind,
  externalId: string,
  id: string,
): UnitWrite {
  return {
    Put: {
      TableName: names.table('partners'),
      Item: { ...externalKey(kind, externalId), id },
      ConditionExpression: 'attribute_not_exists(pk) OR id = :id',
      ExpressionAttributeValues: { ':id': id },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

export function releaseExternalId({ names }: AwsDeps, kind: PartnerKind, externalId: string): UnitWrite {
  return { Delete: { TableName: names.table('partners'), Key: externalKey(kind, externalId) } };
}
