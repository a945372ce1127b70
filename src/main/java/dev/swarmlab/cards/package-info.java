/** Cards that an instructor hands out: for each lab its endpoints, the ways to use it, and a QR code of its page. */
package dev.swarmlab.cards;
