/** Access to the daemons of nodes for the docker CLI and other programs: certificates, variables, Docker contexts. */
package dev.swarmlab.access;
