/**
 * Every `SPRK_*` variable of every program of this product: one shell or one file may configure them all, and a name
 * outside this list is a typing mistake. A test holds it against the programs' own schemas.
 */
export const SPRK_NAMES: readonly string[] = [
  'SPRK_ALLOW_PRIVATE_WEBHOOKS',
  'SPRK_AUDIENCE',
  'SPRK_BACKEND_URL',
  'SPRK_CACHE_DIR',
  'SPRK_CLOUD_DIR',
  'SPRK_CRUNCHER_PORT',
  'SPRK_DATA_DIR',
  'SPRK_ENVIRONMENT',
  'SPRK_FIXTURES',
  'SPRK_HOST',
  'SPRK_INTERNAL_HOST',
  'SPRK_INTERNAL_PORT',
  'SPRK_INTERNAL_SECRET',
  'SPRK_ISSUER',
  'SPRK_JWKS_FILE',
  'SPRK_JWKS_URL',
  'SPRK_KILLS',
  'SPRK_LOG_LEVEL',
  'SPRK_MATCHER_PORT',
  'SPRK_MATCHER_URLS',
  'SPRK_PORT',
  'SPRK_RATE_LIMIT_PER_MINUTE',
  'SPRK_SEED',
  'SPRK_STORE',
  'SPRK_TOKEN',
  'SPRK_URL',
  'SPRK_WEIGHTS_BUCKET',
];
