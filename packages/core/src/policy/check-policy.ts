import type { PolicyInput } from '@sprk/contracts';
import type { FieldProblem } from '../shared/errors.ts';

/** What a schema cannot say about a policy. All faults at once. */
export function checkPolicy({ maxDistanceKm, widening, stakeholders = [] }: PolicyInput): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (widening && widening.maxDistanceKm < maxDistanceKm) {
    const message = `must be at least maxDistanceKm (${maxDistanceKm})`;
    problems.push({ path: 'widening.maxDistanceKm', message });
  }
  const names = stakeholders.map(({ name }) => name);
  names.forEach((name, index) => {
    if (names.indexOf(name) < index) {
      problems.push({ path: `stakeholders.${index}.name`, message: 'is the name of another stakeholder' });
    }
  });
  return problems;
}
