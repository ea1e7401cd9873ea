import { type StackResource, type System, textAt } from '../system.ts';
import { type Statement, statementsIn } from './document.ts';

export type PolicyKind = 'identity' | 'resource' | 'trust';

export interface FoundPolicy {
  readonly kind: PolicyKind;
  readonly resource: StackResource;
  readonly statements: readonly Statement[];
}

const IDENTITY_TYPES = new Set(['aws_iam_policy', 'aws_iam_role_policy']);

/** Every policy document of a system, of identities, of resources, and of those who may take a role. */
export function policiesOf({ resources }: System): readonly FoundPolicy[] {
  return resources.flatMap((resource) => {
    const kind = IDENTITY_TYPES.has(resource.type) ? 'identity' : 'resource';
    return [...found(kind, resource, 'policy'), ...found('trust', resource, 'assume_role_policy')];
  });
}

function found(kind: PolicyKind, resource: StackResource, attribute: string): FoundPolicy[] {
  const json = textAt(resource.values, attribute);
  // A lifecycle policy of images, for one, is called policy, too.
  if (!json.includes('"Statement"')) return [];
  return [{ kind, resource, statements: statementsIn(json) }];
}
