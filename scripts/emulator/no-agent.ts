import { jar } from './jar.ts';
import { jarManifest } from './jar-manifest.ts';

/**
 * Java 8 bytecode of `package sprk; public final class NoAgent { public static void premain(String args) {} }`,
 * compiled with -g:none; as bytes, so that no JDK is needed.
 */
const NO_AGENT = Buffer.from(
  [
    'yv66vgAAADQADAoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWBwAIAQAMc3By',
    'ay9Ob0FnZW50AQAEQ29kZQEAB3ByZW1haW4BABUoTGphdmEvbGFuZy9TdHJpbmc7KVYAMQAHAAIAAAAAAAIAAQAF',
    'AAYAAQAJAAAAEQABAAEAAAAFKrcAAbEAAAAAAAkACgALAAEACQAAAA0AAAABAAAAAbEAAAAAAAA=',
  ].join(''),
  'base64',
);

/** A Java agent that does nothing, in the place of the one by which LocalStack lifts a limit of DynamoDB Local we never reach. */
export function noAgentJar(): Buffer {
  return jar([
    { path: 'META-INF/MANIFEST.MF', content: Buffer.from(jarManifest({ 'Premain-Class': 'sprk.NoAgent' })) },
    { path: 'sprk/NoAgent.class', content: NO_AGENT },
  ]);
}
