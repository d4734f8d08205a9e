/**
 * The part of Node-RED's editor that the dialogs use. Written by hand: the published types bring Node.js and jQuery
 * into the program and let `this` be anything.
 */

/** Values for the `__name__` placeholders of a message. */
type TextParams = Readonly<Record<string, string | number>>;

/** What the editor adds to the properties of a node. */
interface EditorNode {
  readonly id: string;
  readonly type: string;
  /** Text from the catalogue of the node's own type. */
  _(key: string, params?: TextParams): string;
}

/** A validator gives true, or the sentence that says what is wrong. Two parameters: the editor then takes the sentence. */
type Validator = (value: unknown, options: { readonly label?: string }) => boolean | string;

interface NodeProperty<Value> {
  value: Value;
  /** The type of the configuration node that the property is the id of. */
  type?: string;
  required?: boolean;
  /** What the editor's own sentences call the property. */
  label?: string;
  validate?: Validator;
}

interface NodeDefinition<Properties> {
  category: string;
  color?: string;
  icon?: string;
  align?: 'left' | 'right';
  inputs?: number;
  outputs?: number;
  defaults: { [Key in keyof Properties]: NodeProperty<Properties[Key]> };
  credentials?: Record<string, { type: 'text' | 'password' }>;
  paletteLabel?(): string;
  label?(): string;
  labelStyle?(): string;
  inputLabels?(): string;
  outputLabels?(): string;
  oneditprepare?(): void;
  oneditsave?(): void;
  oneditresize?(): void;
}

interface TypedInputOptions {
  types: readonly string[];
  typeField: string;
  default: string;
}

/** The widget of the editor that exists only as a jQuery plug-in. */
interface Widget {
  on(events: string, listener: () => void): Widget;
  typedInput(options: TypedInputOptions): Widget;
  typedInput(method: 'type' | 'value', set: string): Widget;
}

declare function $(selector: string): Widget;

interface AjaxOptions {
  /** Relative: the editor then adds where its admin interface is, and the user's token. */
  url: string;
  method: 'GET' | 'POST';
  contentType?: string;
  data?: string;
  dataType: 'json';
  timeout?: number;
}

/** What a failed request leaves behind. */
interface AjaxFailure {
  readonly status: number;
  readonly responseJSON?: unknown;
}

declare namespace $ {
  function ajax(options: AjaxOptions): {
    then(done: (answer: unknown) => void, failed: (failure: AjaxFailure) => void): void;
  };
}

/** A configuration node as the editor holds it, saved or not. */
interface EditorConfigNode {
  readonly id: string;
  readonly type: string;
  /** Changed since the last deploy. */
  readonly changed?: boolean;
  readonly [property: string]: unknown;
}

declare const RED: {
  _(key: string, params?: TextParams): string;
  readonly i18n: { lang(): string };
  /** Without logins everybody may do everything. */
  readonly user: { hasPermission(permission: string): boolean };
  readonly nodes: {
    node(id: string): EditorConfigNode | null | undefined;
    registerType<Properties>(
      type: string,
      definition: NodeDefinition<Properties> & ThisType<Properties & EditorNode>,
    ): void;
  };
  readonly validators: { typedInput(typeProperty: string): Validator };
};
