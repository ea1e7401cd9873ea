/**
 * Points Terraform's provider and its S3 backend at an emulator, and at nothing else: no profile, role or metadata service
 * of the machine takes part.
 * @param endpoints the variables AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_…
 */
export function emulatorVariables(
  endpoints: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  return {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_REGION: 'eu-central-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...endpoints,
  };
}
