/** Programs of this host, the privileges of this process, and who runs it. */
package dev.swarmlab.process;
