import { below, type Label, type LabelTable } from '../types';

/** What is particular to one kind of meter. */
interface Meter {
  readonly power: Label;
  readonly energy: Label;
  readonly returnEnergy: Label;
}

const fields = (meter: Meter): LabelTable => ({
  ...meter,
  name: { label: 'Name', about: 'Name of the meter in the configuration of evcc.' },
  title: { label: 'Title', about: 'Name of the meter for people.' },
  icon: { label: 'Icon', about: 'Icon that evcc shows for the meter.' },
  powers: { label: 'Power per phase', about: 'Power of each phase, with the sign of the power as a whole.' },
  currents: {
    label: 'Current per phase',
    about: 'Current of each phase, with the sign of the power where the meter knows it.',
  },
  excessDCPower: {
    label: 'DC excess power',
    about: 'DC power beyond what the hybrid inverter can convert, so that it can only go into the battery.',
  },
  capacity: { label: 'Capacity', about: 'Usable capacity of the battery; only batteries have one.' },
  soc: { label: 'State of charge', about: 'State of charge of the battery; only batteries have one.' },
  controllable: { label: 'Controllable', about: 'Whether evcc can control this battery; only batteries have it.' },
  suggestion: { label: 'Suggestion', about: 'What the optimizer suggests for this battery; only batteries have one.' },
});

const PRODUCTION: Meter = {
  power: { label: 'Solar power', about: 'Power that this solar system generates.' },
  energy: { label: 'Energy generated', about: 'Energy that this solar system has generated, by its meter.' },
  returnEnergy: { label: 'Energy drawn', about: 'Energy that this solar system has drawn itself, by its meter.' },
};

const CONSUMPTION: Meter = {
  power: { label: 'Power', about: 'Power that this consumer draws; negative where it generates.' },
  energy: { label: 'Energy used', about: 'Energy that this consumer has used, by its meter.' },
  returnEnergy: { label: 'Energy generated', about: 'Energy that has gone the other way, by its meter.' },
};

const GRID: Meter = {
  power: { label: 'Grid power', about: 'Power at the grid connection: positive is import, negative is export.' },
  energy: { label: 'Energy imported', about: 'Energy drawn from the grid, by the grid meter.' },
  returnEnergy: { label: 'Energy exported', about: 'Energy fed into the grid, by the grid meter.' },
};

const BATTERY: Meter = {
  power: {
    label: 'Battery power',
    about: 'Power of this home battery: positive is discharging, negative is charging.',
  },
  energy: { label: 'Energy discharged', about: 'Energy that this home battery has given off, by its meter.' },
  returnEnergy: { label: 'Energy charged', about: 'Energy that has gone into this home battery, by its meter.' },
};

export const METERS: LabelTable = {
  ...below('site/grid', {
    '': { label: 'Grid', about: 'All values of the grid meter in one object.' },
    ...fields(GRID),
  }),
  ...below('site', {
    pv: { label: 'Solar systems', about: 'All solar systems as a list.' },
    'pv/<n>': { label: 'Solar system', about: 'All values of one solar system.' },
    aux: { label: 'Smart consumers', about: 'All self-regulating consumers, such as a heating rod, as a list.' },
    'aux/<n>': { label: 'Smart consumer', about: 'All values of one self-regulating consumer.' },
    ext: { label: 'Further meters', about: 'All meters that are only watched, as a list.' },
    'ext/<n>': { label: 'Further meter', about: 'All values of one meter that is only watched.' },
    consumers: { label: 'Consumers', about: 'All metered consumers of the home as a list.' },
    'consumers/<n>': { label: 'Consumer', about: 'All values of one metered consumer of the home.' },
  }),
  ...below('site/pv/<n>', fields(PRODUCTION)),
  ...below('site/aux/<n>', fields(CONSUMPTION)),
  ...below('site/ext/<n>', fields(CONSUMPTION)),
  ...below('site/consumers/<n>', fields(CONSUMPTION)),
  ...below('site/battery/devices/<n>', {
    ...fields(BATTERY),
    'suggestion/action': { label: 'Suggested mode', about: 'Battery mode that the optimizer suggests now.' },
    'suggestion/charge': { label: 'Suggested charge power', about: 'Charge power that the optimizer suggests now.' },
    'suggestion/discharge': {
      label: 'Suggested discharge power',
      about: 'Discharge power that the optimizer suggests now.',
    },
    'suggestion/actionable': {
      label: 'Suggestion differs',
      about: 'Whether the suggestion differs from the present battery mode.',
    },
  }),
};
