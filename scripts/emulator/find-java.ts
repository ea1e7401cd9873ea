import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const OLDEST = 17;

export const JAVA_HINT =
  "Java 17 or newer is missing, and LocalStack's DynamoDB runs on it: on Debian, apt-get install openjdk-17-jre-headless.";

/** The home folder of a Java that is new enough. */
export function findJavaHome(env: { readonly JAVA_HOME?: string }): string | undefined {
  const programs = [...(env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin/java')] : []), 'java'];
  for (const program of programs) {
    // Java writes its settings to the error output.
    const { stderr } = spawnSync(program, ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
    const home = javaHomeFrom(stderr ?? '');
    if (home) return home;
  }
  return undefined;
}

/** @param settings what `java -XshowSettings:properties` prints. */
export function javaHomeFrom(settings: string): string | undefined {
  const property = (name: string) => new RegExp(`^\\s*${name} = (.+)$`, 'm').exec(settings)?.[1]?.trim();
  const version = Number(property('java\\.specification\\.version'));
  return version >= OLDEST ? property('java\\.home') : undefined;
}
