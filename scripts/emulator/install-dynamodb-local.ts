import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../shared/from-root.ts';
import { findTool } from '../shared/tools.ts';
import { digestOf } from './digest.ts';
import { installOnce } from './install-once.ts';
import { jar } from './jar.ts';
import { jarManifest } from './jar-manifest.ts';
import { noAgentJar } from './no-agent.ts';
import { runStep } from './run-step.ts';

const MAVEN_HINT =
  "Maven is missing, and it fetches LocalStack's DynamoDB: on Debian, apt-get install maven; elsewhere `brew install maven`.";
const MAIN_CLASS = 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner';
const LIBRARIES = 'DynamoDBLocal_lib';

/** Amazon's DynamoDB Local from Maven Central, in the layout in which LocalStack keeps its own download of it. */
export async function installDynamoDbLocal(cache: string, path: string): Promise<string> {
  const pom = fromRoot('scripts/emulator/dynamodb-local-pom.xml');
  const folder = join(cache, `dynamodb-local-${digestOf(readFileSync(pom, 'utf8'))}`);
  await installOnce(folder, async (workFolder) => {
    if (!findTool('mvn', path)) throw new Error(MAVEN_HINT);
    const libraries = join(workFolder, LIBRARIES);
    mkdirSync(libraries);
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${libraries}`];
    await runStep('DynamoDB Local: fetching it', 'mvn', ['--batch-mode', '--file', pom, ...goal]);
    writeFileSync(join(workFolder, 'DynamoDBLocal.jar'), startJar(readdirSync(libraries)));
    writeFileSync(join(workFolder, 'ddb-local-loader-0.1.jar'), noAgentJar());
  });
  return folder;
}

/** Holds nothing but the main class's name and the libraries to find it in. */
export function startJar(libraries: readonly string[]): Buffer {
  const classPath = libraries
    .filter((file) => file.endsWith('.jar'))
    .sort()
    .map((file) => `${LIBRARIES}/${file}`)
    .join(' ');
  const manifest = jarManifest({ 'Main-Class': MAIN_CLASS, 'Class-Path': classPath });
  return jar([{ path: 'META-INF/MANIFEST.MF', content: Buffer.from(manifest) }]);
}
