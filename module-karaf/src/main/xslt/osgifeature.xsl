<?xml version="1.0" encoding="UTF-8"?>
<!-- One of Karaf's features, and those that it needs, as a feature of the OSGi Feature Service: both have the same bundles. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:k="http://karaf.apache.org/xmlns/features/v1.6.0">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="feature"/>

  <xsl:template match="/">
    <xsl:variable name="this" select="//k:features/k:feature[@name = $feature]"/>
    <xsl:if test="not($this)">
      <xsl:message terminate="yes">no feature <xsl:value-of select="$feature"/></xsl:message>
    </xsl:if>
    <xsl:text>{&#10;  "feature-resource-version": "1.0",&#10;  "id": "io.conecta:conecta-karaf:osgifeature:</xsl:text>
    <xsl:value-of select="concat($feature, ':', $this/@version)"/>
    <xsl:text>",&#10;  "name": "</xsl:text>
    <xsl:call-template name="plain"><xsl:with-param name="text" select="$feature"/></xsl:call-template>
    <xsl:text>",&#10;  "description": "</xsl:text>
    <xsl:call-template name="plain"><xsl:with-param name="text" select="$this/@description"/></xsl:call-template>
    <xsl:text>",&#10;  "license": "Apache-2.0",&#10;  "vendor": "The Conecta maintainers",&#10;  "bundles": [&#10;</xsl:text>
    <xsl:apply-templates select="$this"/>
    <xsl:text>&#10;  ]&#10;}&#10;</xsl:text>
  </xsl:template>

  <!-- First what it needs. Here no feature is needed twice; if one ever is, its bundles are listed twice, and the test fails. -->
  <xsl:template match="k:features/k:feature">
    <xsl:for-each select="k:feature">
      <xsl:variable name="needed" select="normalize-space(.)"/>
      <xsl:apply-templates select="//k:features/k:feature[@name = $needed]"/>
      <xsl:text>,&#10;</xsl:text>
    </xsl:for-each>
    <xsl:for-each select="k:bundle">
      <xsl:if test="position() &gt; 1"><xsl:text>,&#10;</xsl:text></xsl:if>
      <xsl:variable name="artifact" select="substring-after(normalize-space(.), 'mvn:')"/>
      <xsl:if test="string-length(translate($artifact, '/', '')) != string-length($artifact) - 2">
        <xsl:message terminate="yes">not mvn:group/artifact/version: <xsl:value-of select="."/></xsl:message>
      </xsl:if>
      <xsl:text>    {"id": "</xsl:text>
      <xsl:value-of select="translate($artifact, '/', ':')"/>
      <xsl:text>"}</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="plain">
    <xsl:param name="text"/>
    <xsl:if test="contains($text, '&quot;') or contains($text, '\')">
      <xsl:message terminate="yes">would have to be escaped: <xsl:value-of select="$text"/></xsl:message>
    </xsl:if>
    <xsl:value-of select="normalize-space($text)"/>
  </xsl:template>
</xsl:stylesheet>
