/** Other programs on this host, what this process may do on it, and who runs it. */
package dev.swarmlab.process;
