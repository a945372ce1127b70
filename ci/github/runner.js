// What a JavaScript action needs from its runner, without a library: inputs, outputs, state and commands.
// See https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
'use strict';

const { spawnSync } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const fs = require('node:fs');

/** The value of an input; empty when it is not set. */
function input(name) {
    return (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

/** Writes a value of several lines to one of the files that the runner reads. */
function write(variable, name, value) {
    const end = `end-${randomUUID()}`;
    fs.appendFileSync(process.env[variable], `${name}<<${end}\n${value}\n${end}\n`);
}

function output(name, value) {
    write('GITHUB_OUTPUT', name, value);
}

/** Keeps a value for post.js, which gets it as an environment variable. */
function save(name, value) {
    write('GITHUB_STATE', name, value);
}

function saved(name) {
    return process.env[`STATE_${name}`] ?? '';
}

/** Runs a program. Its errors and progress go to the log; returns its exit code and its standard output. */
function run(program, ...words) {
    console.log(`$ ${[program, ...words].join(' ')}`);
    const result = spawnSync(program, words, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 });
    if (result.error) {
        throw result.error;
    }
    return { exitCode: result.status ?? 1, out: result.stdout };
}

/** As run, for a program without which the job can't go on. */
function must(program, ...words) {
    const result = run(program, ...words);
    if (result.exitCode !== 0) {
        throw new Error(`${program} ended with exit code ${result.exitCode}`);
    }
    return result.out;
}

module.exports = { input, must, output, run, save, saved };
