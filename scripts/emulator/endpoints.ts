/** Services that the profile localstack+moto sends to Moto. EC2 goes with those that look its subnets up. */
const ON_MOTO = [
  'EC2',
  'EKS',
  'ECR',
  'AUTO_SCALING',
  'ELASTIC_LOAD_BALANCING_V2',
  'WAFV2',
  'CLOUDFRONT',
] as const;

/** The variables by which SDKs and Terraform find the emulators. */
export function endpointVariables(port: number, motoPort?: number): Record<string, string> {
  const moto = ON_MOTO.map((service) => [`AWS_ENDPOINT_URL_${service}`, `http://localhost:${motoPort}`]);
  return {
    AWS_ENDPOINT_URL: `http://localhost:${port}`,
    ...(motoPort === undefined ? {} : Object.fromEntries(moto)),
  };
}
