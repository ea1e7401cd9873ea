import { type Static, Type } from 'typebox';

/** RFC 9457, `application/problem+json`. */
export const FieldError = Type.Object({ path: Type.String(), message: Type.String() });
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String({ description: 'Stable; safe to branch on' }),
  detail: Type.Optional(Type.String()),
  requestId: Type.String(),
  errors: Type.Optional(Type.Array(FieldError)),
});
export type FieldError = Static<typeof FieldError>;
export type Problem = Static<typeof Problem>;
