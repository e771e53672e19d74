const Sequencer = require('@jest/test-sequencer').default;

const ORDER = ['console', 'stories', 'rules'];

/** The chapter of the browser first: nothing it does may be shared out. The rules last: they are over soon. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const placeOf = ({ context }) => ORDER.indexOf(context.config.displayName.name);
    return [...tests].sort((one, other) => placeOf(one) - placeOf(other) || (one.path < other.path ? -1 : 1));
  }
};
