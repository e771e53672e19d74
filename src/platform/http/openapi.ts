import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** `/openapi.json` describes every route; `/docs` shows it, from our own origin. */
export function describeApi(app: INestApplication): void {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Loomgate 织关')
    .setDescription(
      '市场采购贸易（监管方式 1039）申报、监管、统计服务。Declarations, follow-up and statistics of market-procurement trade.',
    )
    .setVersion('1')
    .addBearerAuth()
    .addBasicAuth()
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('basic')
    .build();
  const document = SwaggerModule.createDocument(app, description);
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'openapi.json', yamlDocumentUrl: 'openapi.yaml' });
}
