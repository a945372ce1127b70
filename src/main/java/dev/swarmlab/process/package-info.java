/** Other programs on this host, and what this process may do on it. */
package dev.swarmlab.process;
