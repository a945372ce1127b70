/** Labs for documents: drawings as SVG and PNG, flowcharts for Mermaid. */
package dev.swarmlab.graph;
