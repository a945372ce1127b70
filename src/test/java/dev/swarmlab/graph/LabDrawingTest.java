package dev.swarmlab.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class LabDrawingTest {

    @Test
    void a_drawing_shows_nodes_tasks_services_and_networks() throws Exception {
        assertThat(Drawing.of(SampleLab.degraded().view()).visibleTexts())
                .containsSubsequence("degraded", "5 nodes · 2 services · 3 running tasks")
                .containsSubsequence("manager", "manager", "stopped", "api.3")
                .containsSubsequence("leader", "manager02", "ready", "api.2")
                .containsSubsequence("worker", "worker01", "ready", "region=east", "api.1")
                .containsSubsequence("worker", "worker02", "ready · drain", "no tasks")
                .containsSubsequence("Waiting for a node", "no suitable node", "api.4")
                .containsSubsequence("Services", "stack echo", "2/4", "api", "8000 → 80/tcp")
                .containsSubsequence("no stack", "1/1", "web")
                .containsSubsequence("Overlay networks", "localnet", "10.0.1.0/24 · encrypted");
    }

    @Test
    void ended_tasks_are_not_drawn() throws Exception {
        assertThat(Drawing.of(SampleLab.degraded().view()).visibleTexts()).doesNotContain("api.5");
    }

    @ParameterizedTest
    @CsvSource({
        "api.1, #e69f00, filled",
        "web, #009e73, dashed", // starts
        "api.3, #e69f00, dashed", // its node is stopped
        "api.4, #e69f00, dashed", // waits
    })
    void tasks_have_the_colour_of_their_service_and_running_tasks_are_filled(String task, String colour, String style)
            throws Exception {
        Element rectangle = Drawing.of(SampleLab.degraded().view()).rectangleOf(task);

        assertThat(rectangle.getAttribute("stroke")).isEqualTo(colour);
        assertThat(rectangle.getAttribute("fill")).isEqualTo(style.equals("filled") ? colour : "#ffffff");
        assertThat(rectangle.hasAttribute("stroke-dasharray")).isEqualTo(style.equals("dashed"));
    }

    @Test
    void a_running_task_of_a_job_is_filled_and_not_missing() throws Exception {
        Drawing drawing = Drawing.of(
                new SampleLab("lab").leader("manager").job("migrate", "manager").view());

        assertThat(drawing.rectangleOf("migrate.1").getAttribute("fill")).isEqualTo("#009e73");
        assertThat(drawing.elements("//text[.='1/2 completed']").get(0).getAttribute("fill"))
                .isNotEqualTo(Theme.BAD);
    }

    @Test
    void tasks_of_services_with_the_same_short_name_get_the_full_name() throws Exception {
        SampleLab lab = new SampleLab("lab")
                .leader("manager")
                .service("one_api", "one", 0, 1, 1)
                .service("two_api", "two", 1, 1, 1)
                .task("one_api", 1, "manager", "running")
                .task("two_api", 1, "manager", "running");

        assertThat(Drawing.of(lab.view()).visibleTexts()).contains("one_api.1", "two_api.1");
    }

    @Test
    void screen_readers_get_a_title_and_a_description() throws Exception {
        Drawing drawing = Drawing.of(SampleLab.degraded().view());

        assertThat(drawing.document().getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(drawing.texts("/svg/title")).containsExactly("Docker Swarm lab degraded");
        assertThat(drawing.texts("/svg/desc").get(0))
                .contains("manager, manager, stopped: echo_api.3; manager02, leader, ready: echo_api.2");
    }

    @Test
    void a_lab_without_services_shows_none() throws Exception {
        Drawing drawing = Drawing.of(new SampleLab("new").leader("manager").view());

        assertThat(drawing.visibleTexts())
                .containsSubsequence("1 node · 0 services · 0 running tasks", "no tasks", "Services", "none")
                .doesNotContain("Overlay networks", "Waiting for a node");
    }

    @Test
    void the_same_view_gives_the_same_drawing() {
        assertThat(LabDrawing.svg(SampleLab.degraded().view()))
                .isEqualTo(LabDrawing.svg(SampleLab.degraded().view()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "\"quoted' & </text>]]>",
                "שירות-ארוך",
                "&#0; &unknown;",
                "日本語😀",
                "a name that is long: 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789",
            })
    void names_are_only_ever_text(String name) throws Exception {
        SampleLab lab = new SampleLab(name)
                .node(name, "worker", "running", "active", Map.of(name, name))
                .service(name, name, 3, 1, 1, name)
                .task(name, 1, name, "running")
                .waiting(name, 2, name)
                .network(name, name);

        Drawing drawing = Drawing.of(lab.view());

        assertThat(drawing.elements("//*"))
                .extracting(Element::getTagName)
                .containsOnly("svg", "title", "desc", "g", "rect", "circle", "text");
        assertThat(drawing.titles()).anyMatch(title -> title.startsWith(name + ": worker"));
        assertThat(drawing.titles()).anyMatch(title -> title.startsWith(name + ".1\n"));
        assertThat(drawing.titles()).contains("label " + name + "=" + name);
    }

    @ParameterizedTest
    @CsvSource({"0, �", "7, �", "27, �", "159, �", "55296, �", "65535, �", "131071, �", "8238, �", "10, ' '"})
    void characters_that_xml_forbids_or_that_change_the_direction_are_replaced(int character, String replacement)
            throws Exception {
        String name = "a" + Character.toString(character) + "b";

        assertThat(Drawing.of(new SampleLab(name).leader("manager").view()).visibleTexts())
                .contains("a" + replacement + "b");
    }

    @Test
    void text_that_does_not_fit_is_truncated_and_complete_in_a_tooltip() throws Exception {
        String name = "a-very-long-name-".repeat(12);

        Drawing drawing = Drawing.of(new SampleLab("lab")
                .leader(name)
                .leader("b")
                .leader("c")
                .leader("d")
                .view());

        assertThat(drawing.visibleTexts()).doesNotContain(name).anyMatch(text -> text.matches("a-very-.*…"));
        assertThat(drawing.titles()).contains(name);
    }

    @Test
    void fifty_nodes_and_five_hundred_tasks_fit_into_the_drawing() throws Exception {
        SampleLab lab = new SampleLab("large");
        List<String> tasks = new ArrayList<>();
        lab.service("a-service", "", 0, 500, 500);
        for (int number = 0; number < 50; number++) {
            lab.node("node" + number, "worker", "running", "active");
        }
        for (int slot = 1; slot <= 500; slot++) {
            lab.task("a-service", slot, "node" + slot % 50, "running");
            tasks.add("a-service." + slot);
        }

        Drawing drawing = Drawing.of(lab.view());

        assertThat(drawing.visibleTexts()).containsAll(tasks).contains("node0", "node49");
        assertThat(drawing.elements("//rect"))
                .allMatch(rectangle -> number(rectangle, "x") + number(rectangle, "width") <= 900)
                .allMatch(rectangle -> number(rectangle, "y") + number(rectangle, "height")
                        <= number(drawing.document().getDocumentElement(), "height"));
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
