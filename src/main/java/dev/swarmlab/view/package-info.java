/** Labs as people look at them: what the dashboard sends to its pages, and what {@code graph} draws. */
package dev.swarmlab.view;
