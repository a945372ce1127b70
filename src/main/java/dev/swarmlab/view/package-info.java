/** Views of labs: the data that the dashboard sends to its pages and {@code graph} draws. */
package dev.swarmlab.view;
