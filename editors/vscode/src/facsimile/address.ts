// What is known of an image by its address.

/** The origin that an image on the web is loaded from; undefined for a file. */
export function originOf(address: string): string | undefined {
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}

/**
 * The description of the tiles of an image on the web; undefined where its address is not that of a whole image in the
 * IIIF Image API, `{service}/full/max/0/default.jpg`.
 */
export function tilesOf(address: string): string | undefined {
  const service = /^(?<service>[^?#]+)\/full\/(?:full|max)\/0\/(?:default|native)\.\w+$/u.exec(address)?.groups?.['service'];
  return service === undefined ? undefined : `${service}/info.json`;
}

/** The media type of an image that does not show it by its first bytes. */
export function typeOf(address: string): string {
  return /\.svg$/iu.test(address) ? 'image/svg+xml' : '';
}
