import { type Static, Type } from 'typebox';
import { CalendarDate, ShortText, strict } from './primitives.ts';

/** One weekly opening: local wall-clock minutes; `toMinute` > 1440 runs past midnight. */
export const WeeklyInterval = Type.Object(
  {
    weekday: Type.Integer({ minimum: 0, maximum: 6, description: '0 = Monday' }),
    fromMinute: Type.Integer({ minimum: 0, maximum: 1440 }),
    toMinute: Type.Integer({ minimum: 1, maximum: 2880 }),
    nth: Type.Optional(
      Type.Array(Type.Integer({ minimum: -5, maximum: 5 }), {
        description: 'Only the nth such weekday of the month; -1 is the last. Absent: every week.',
      }),
    ),
  },
  strict,
);

/** Opening hours as the domain uses them: parsed once at the edge from OpenStreetMap syntax. */
export const OpeningSchedule = Type.Object(
  {
    intervals: Type.Array(WeeklyInterval, { maxItems: 200 }),
    onHolidays: Type.Union([Type.Literal('as_usual'), Type.Array(WeeklyInterval, { maxItems: 10 })], {
      description: 'Hours on public holidays (weekday ignored); an empty list is closed.',
    }),
    holidays: Type.Array(CalendarDate, {
      maxItems: 200,
      description: 'The local public holidays known, expanded at the edge.',
    }),
  },
  strict,
);

export const Closure = Type.Object(
  { from: CalendarDate, to: CalendarDate, reason: Type.Optional(ShortText) },
  { ...strict, description: 'Closed from the first to the last day, both included, local dates.' },
);

export type WeeklyInterval = Static<typeof WeeklyInterval>;
export type OpeningSchedule = Static<typeof OpeningSchedule>;
export type Closure = Static<typeof Closure>;
