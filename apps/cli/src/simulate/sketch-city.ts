import type { RecipientInput, SupplierInput } from '@sprk/contracts';
import { type CitySketch, createSeededRandom, demoCity, scatterRecipients } from '@sprk/simulator';
import { openSources, type SourceArgs } from '../import/sources.ts';
import { CliError } from '../shared/cli-error.ts';
import { recipientSketch } from './recipient-sketch.ts';

export interface SketchArgs extends SourceArgs {
  /** How many recipients to invent where the source has none. */
  readonly scatter: number;
  /** Leave out what the source says of capacity, categories and storage. */
  readonly isModelled: boolean;
}

interface Partners {
  readonly suppliers: SupplierInput[];
  readonly recipients: RecipientInput[];
}

/** The places that the options ask for; without any, the demo city. */
export async function sketchCity(args: SketchArgs, seed: number): Promise<CitySketch> {
  const isDemo = args.preset === undefined && args.suppliers === undefined && args.recipients === undefined;
  const { suppliers, recipients } = isDemo ? demoCity(seed) : await readPartners(args);
  if (suppliers.length === 0) throw new CliError('There is no supplier to start from.', { exitCode: 2 });
  const known = recipients.flatMap((recipient) => recipientSketch(recipient, args.isModelled) ?? []);
  return {
    name: isDemo ? 'demo' : (args.preset ?? 'csv'),
    suppliers: suppliers.map(({ lat, lon }) => ({ lat, lon })),
    recipients:
      known.length > 0 ? known : scatterRecipients(createSeededRandom(seed), suppliers, args.scatter),
  };
}

async function readPartners(args: SketchArgs): Promise<Partners> {
  const partners: Partners = { suppliers: [], recipients: [] };
  for (const source of await openSources(args)) {
    for await (const { input } of source.partners) {
      if (!input) continue;
      if ('kind' in input) partners.recipients.push(input);
      else partners.suppliers.push(input);
    }
  }
  return partners;
}
