// Saves the diagnostics of the lab and removes it, also after a step that failed. See action.yml.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { input, run, saved } = require('./runner.js');

const lab = saved('lab');
if (lab) {
    const folder = input('evidence') || path.join(process.env.RUNNER_TEMP, 'swarmlab-evidence');
    fs.mkdirSync(folder, { recursive: true });
    console.log('::group::swarmlab: the lab at the end of the job');
    console.log(run(saved('swarmlab'), 'status', lab).out);
    run(saved('swarmlab'), 'export', lab, path.join(folder, `${lab}.tar.gz`));
    console.log('::endgroup::');
    process.exitCode = run(saved('swarmlab'), 'down', lab).exitCode;
}
