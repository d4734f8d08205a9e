/** Texts of a node type, by keys below its own root: `label.topic` is `evcc-in.label.topic` of the catalogue. */
export function texts(type: string): (key: string, params?: TextParams) => string {
  return (key, params) => RED._(`node-red-contrib-evcc/${type}:${type}.${key}`, params);
}
