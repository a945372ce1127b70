/** A lab as the user's own Docker: what leads the docker CLI and other programs to the daemons of nodes. */
package dev.swarmlab.access;
