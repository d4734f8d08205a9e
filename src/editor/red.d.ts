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
}

interface ListOptions {
  /** `data` is an empty object when the user adds a row. */
  addItem(row: WidgetRow, index: number, data: unknown): void;
  removable: boolean;
  sortable: boolean;
  /** Pixels, or `auto` to grow with the items. */
  height: number | 'auto';
}

/** A row of an editable list comes wrapped by jQuery; index 0 is the element. */
interface WidgetRow {
  readonly 0: HTMLElement;
}

interface TypedInputOptions {
  types: readonly string[];
  typeField: string;
  default: string;
}

/** The two widgets of the editor that exist only as jQuery plug-ins. */
interface Widget {
  editableList(options: ListOptions): Widget;
  editableList(method: 'addItem', data: string): Widget;
  typedInput(options: TypedInputOptions): Widget;
}

declare function $(selector: string): Widget;

declare const RED: {
  _(key: string, params?: TextParams): string;
  readonly i18n: { lang(): string };
  readonly nodes: {
    registerType<Properties>(
      type: string,
      definition: NodeDefinition<Properties> & ThisType<Properties & EditorNode>,
    ): void;
  };
  readonly validators: { typedInput(typeProperty: string): Validator };
};
