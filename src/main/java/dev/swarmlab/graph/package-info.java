/** Diagrams of labs: drawings as SVG and PNG, and Mermaid flowcharts. */
package dev.swarmlab.graph;
