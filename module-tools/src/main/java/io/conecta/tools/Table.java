package io.conecta.tools;

import java.util.List;

/**
 * A table of the page. Cells are HTML already; the first of a row is its header. The roles say what the elements are by themselves: a
 * browser forgets it where the page's style makes blocks of them.
 */
final class Table {
    private final List<String> columns;
    private final StringBuilder html = new StringBuilder();

    private Table(String style, String caption, List<String> columns) {
        this.columns = columns;
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Texts.html(caption))
                .append("\"><table role=\"table\" class=\"")
                .append(style)
                .append("\"><caption>")
                .append(Texts.html(caption))
                .append("</caption><thead role=\"rowgroup\"><tr role=\"row\">");
        columns.forEach(column -> html.append("<th scope=\"col\" role=\"columnheader\">")
                .append(column)
                .append("</th>"));
        html.append("</tr></thead><tbody role=\"rowgroup\">");
    }

    /**
     * Begins a table of figures.
     *
     * @param caption plain text, not from a recording
     * @param columns plain texts
     */
    static Table ofFigures(String caption, List<String> columns) {
        return new Table("figures", caption, columns);
    }

    /** Begins a table with texts. On a phone each row is a block, with the name of the column before each cell. */
    static Table ofTexts(String caption, List<String> columns) {
        return new Table("texts", caption, columns);
    }

    void row(List<String> cells) {
        html.append("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">")
                .append(cells.get(0))
                .append("</th>");
        for (int i = 1; i < cells.size(); i++) {
            html.append("<td role=\"cell\" data-column=\"")
                    .append(columns.get(i))
                    .append("\"><span>")
                    .append(cells.get(i))
                    .append("</span></td>");
        }
        html.append("</tr>");
    }

    String end() {
        return html.append("</tbody></table></div>").toString();
    }
}
