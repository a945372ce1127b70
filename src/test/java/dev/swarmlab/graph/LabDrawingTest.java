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
    void everything_of_a_lab_is_on_it() throws Exception {
        assertThat(Drawing.of(SampleLab.troubled().picture()).words())
                .containsSubsequence("troubled", "5 nodes · 2 services · 3 running tasks")
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
    void what_has_ended_is_not() throws Exception {
        assertThat(Drawing.of(SampleLab.troubled().picture()).words()).doesNotContain("api.5");
    }

    @ParameterizedTest
    @CsvSource({
        "api.1, #e69f00, filled",
        "web, #009e73, dashed", // starts
        "api.3, #e69f00, dashed", // its node is stopped
        "api.4, #e69f00, dashed", // waits
    })
    void tasks_have_the_colour_of_their_service_and_fill_their_frame_when_they_run(
            String task, String colour, String look) throws Exception {
        Element frame = Drawing.of(SampleLab.troubled().picture()).frameOf(task);

        assertThat(frame.getAttribute("stroke")).isEqualTo(colour);
        assertThat(frame.getAttribute("fill")).isEqualTo(look.equals("filled") ? colour : "#ffffff");
        assertThat(frame.hasAttribute("stroke-dasharray")).isEqualTo(look.equals("dashed"));
    }

    @Test
    void services_of_one_short_name_are_told_apart() throws Exception {
        SampleLab lab = new SampleLab("lab")
                .leader("manager")
                .service("one_api", "one", 0, 1, 1)
                .service("two_api", "two", 1, 1, 1)
                .task("one_api", 1, "manager", "running")
                .task("two_api", 1, "manager", "running");

        assertThat(Drawing.of(lab.picture()).words()).contains("one_api.1", "two_api.1");
    }

    @Test
    void who_does_not_see_it_hears_it() throws Exception {
        Drawing drawing = Drawing.of(SampleLab.troubled().picture());

        assertThat(drawing.document().getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(drawing.texts("/svg/title")).containsExactly("The Docker Swarm lab troubled");
        assertThat(drawing.texts("/svg/desc").get(0))
                .contains("manager, manager, stopped: echo_api.3; manager02, leader, ready: echo_api.2");
    }

    @Test
    void a_lab_without_services_says_so() throws Exception {
        Drawing drawing = Drawing.of(new SampleLab("new").leader("manager").picture());

        assertThat(drawing.words())
                .containsSubsequence("1 node · 0 services · 0 running tasks", "no tasks", "Services", "none")
                .doesNotContain("Overlay networks", "Waiting for a node");
    }

    @Test
    void the_same_lab_is_drawn_the_same() {
        assertThat(LabDrawing.svg(SampleLab.troubled().picture()))
                .isEqualTo(LabDrawing.svg(SampleLab.troubled().picture()));
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
    void whatever_things_are_called_comes_out_as_text(String name) throws Exception {
        SampleLab lab = new SampleLab(name)
                .node(name, "worker", "running", "active", Map.of(name, name))
                .service(name, name, 3, 1, 1, name)
                .task(name, 1, name, "running")
                .waiting(name, 2, name)
                .network(name, name);

        Drawing drawing = Drawing.of(lab.picture());

        assertThat(drawing.elements("//*"))
                .extracting(Element::getTagName)
                .containsOnly("svg", "title", "desc", "g", "rect", "circle", "text");
        assertThat(drawing.titles()).anyMatch(title -> title.startsWith(name + ": worker"));
        assertThat(drawing.titles()).anyMatch(title -> title.startsWith(name + ".1\n"));
        assertThat(drawing.titles()).contains("label " + name + "=" + name);
    }

    @ParameterizedTest
    @CsvSource({"0, �", "7, �", "27, �", "159, �", "55296, �", "65535, �", "131071, �", "8238, �", "10, ' '"})
    void what_xml_forbids_and_what_turns_the_direction_is_replaced(int character, String replacement) throws Exception {
        String name = "a" + Character.toString(character) + "b";

        assertThat(Drawing.of(new SampleLab(name).leader("manager").picture()).words())
                .contains("a" + replacement + "b");
    }

    @Test
    void what_has_no_room_is_cut_and_told_in_full_beside_it() throws Exception {
        String name = "a-very-long-name-".repeat(12);

        Drawing drawing = Drawing.of(new SampleLab("lab")
                .leader(name)
                .leader("b")
                .leader("c")
                .leader("d")
                .picture());

        assertThat(drawing.words()).doesNotContain(name).anyMatch(word -> word.matches("a-very-.*…"));
        assertThat(drawing.titles()).contains(name);
    }

    @Test
    void fifty_nodes_and_five_hundred_tasks_are_all_there_inside_the_picture() throws Exception {
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

        Drawing drawing = Drawing.of(lab.picture());

        assertThat(drawing.words()).containsAll(tasks).contains("node0", "node49");
        assertThat(drawing.elements("//rect"))
                .allMatch(rectangle -> number(rectangle, "x") + number(rectangle, "width") <= 900)
                .allMatch(rectangle -> number(rectangle, "y") + number(rectangle, "height")
                        <= number(drawing.document().getDocumentElement(), "height"));
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
