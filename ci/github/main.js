// Installs swarmlab where it is missing, and creates the lab. See action.yml.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { input, must, output, run, save } = require('./runner.js');

/** The program on PATH, or the one that install.sh puts beside the other files of the job. */
function program() {
    const onPath = (process.env.PATH ?? '')
        .split(path.delimiter)
        .map((folder) => path.join(folder, 'swarmlab'))
        .find((file) => fs.existsSync(file));
    if (onPath) {
        return onPath;
    }
    const prefix = path.join(process.env.RUNNER_TEMP, 'swarmlab');
    if (input('base-url')) {
        process.env.SWARMLAB_BASE_URL = input('base-url');
    }
    console.log(must('sh', path.join(__dirname, '..', '..', 'install.sh'), '--prefix', prefix));
    fs.appendFileSync(process.env.GITHUB_PATH, `${path.join(prefix, 'bin')}\n`);
    return path.join(prefix, 'bin', 'swarmlab');
}

/** What selects the lab: the file and the values that override it. */
function file() {
    const settings = input('set').split('\n').map((line) => line.trim()).filter((line) => line !== '');
    return [
        input('lab-file'),
        ...(input('name') ? ['--name', input('name')] : []),
        ...settings.flatMap((setting) => ['--set', setting]),
    ];
}

/** Loads the images that a job before has saved, or saves them for the next one. */
function images(swarmlab) {
    const archive = input('images');
    if (archive && fs.existsSync(archive)) {
        must(swarmlab, 'images', 'load', archive);
    } else if (archive) {
        must(swarmlab, 'images', 'save', archive, input('lab-file'));
    }
}

/** The variables that `swarmlab env` sets. */
function environment(swarmlab, lab) {
    const result = run(swarmlab, 'env', '--lab', lab, '--shell', 'sh');
    const lines = result.out.matchAll(/^export (\w+)='?([^'\n]*)'?$/gm);
    return Object.fromEntries(Array.from(lines, ([, name, value]) => [name, value]));
}

function main() {
    const swarmlab = program();
    save('swarmlab', swarmlab);
    // What a job has left that was killed with its runner.
    run(swarmlab, 'prune', '--expired', '--yes');
    must(swarmlab, 'validate', ...file());
    images(swarmlab);
    const up = ['up', ...file(), '--timeout', input('timeout'), '--ttl', input('ttl'), '-o', 'json'];
    // The runner's process ends with the job, however the job ends.
    const report = JSON.parse(must(swarmlab, ...up, '--process', String(process.ppid)));
    save('lab', report.name);
    output('lab', report.name);
    output('ports', JSON.stringify(report.ports));
    output('report', JSON.stringify(report));
    const variables = environment(swarmlab, report.name);
    output('docker-host', variables.DOCKER_HOST ?? '');
    output('docker-cert-path', variables.DOCKER_CERT_PATH ?? '');
    if (input('check') === 'true') {
        console.log(must(swarmlab, 'check', report.name));
    }
}

try {
    main();
} catch (error) {
    // swarmlab has written the annotations of its own errors.
    console.error(`swarmlab: ${error.message}`);
    process.exitCode = 1;
}
